"""Addresses of shared ledgers: what is refused, and what libpq is told."""

from __future__ import annotations

import pytest

from kazadesk.core.errors import InputError
from kazadesk.storage.postgres.address import is_address, parse

FAR = "postgresql://sara@db.example:6543/shop"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("postgresql://sara:secret@db.example/shop", "password_in_address"),
        ("postgresql://sara:@db.example/shop", "password_in_address"),
        ("postgresql://:secret@db.example/shop", "password_in_address"),
        ("postgresql://db.example/shop?password=secret", "password_in_address"),
        ("postgresql://db.example/shop?passfile=/tmp/x", "password_in_address"),
        (f"{FAR}?sslmode=require", "weak_tls"),
        (f"{FAR}?sslmode=verify-ca", "weak_tls"),
        (f"{FAR}?sslmode=disable", "weak_tls"),
        ("postgresql://sara@10.0.0.7/shop?sslmode=prefer", "weak_tls"),
        ("postgresql://sara@localhost.evil.example/shop?sslmode=disable", "weak_tls"),
        ("postgresql://sara@127.0.0.1,db.example/shop?sslmode=disable", "weak_tls"),
        (f"{FAR}?sslmode=none", "address_option"),
        (f"{FAR}?options=-csearch_path%3Devil", "address_option"),
        (f"{FAR}?hostaddr=127.0.0.1&sslmode=disable", "address_option"),
        (f"{FAR}?service=x", "address_option"),
        (f"{FAR}?sslmode=", "address_option"),
        ("mysql://db.example/shop", "bad_address"),
        ("postgresql://db.example", "bad_address"),
        ("postgresql://db.example/", "bad_address"),
        ("postgresql://db.example/a/b", "bad_address"),
        ("postgresql://db.example:0/shop", "bad_address"),
        ("postgresql://db.example:70000/shop", "bad_address"),
        ("postgresql://db.example:x/shop", "bad_address"),
        ("postgresql://db.example/shop#x", "bad_address"),
        ("postgresql://a b/shop", "bad_address"),
        ("postgresql://[::1/shop", "bad_address"),
        ("postgresql://db.example/sh%00op", "bad_address"),
        ("", "bad_address"),
    ],
)
def test_what_is_refused(text, code):
    with pytest.raises(InputError) as caught:
        parse(text)
    assert (caught.value.field, caught.value.code) == ("ledger", code)
    assert "secret" not in str(caught.value)


def test_a_far_server_is_verified_in_full_whatever_the_environment_says():
    address = parse(FAR)
    told = address.parameters()
    assert (told["host"], told["port"], told["dbname"], told["user"]) == ("db.example", "6543", "shop", "sara")
    assert told["sslmode"] == "verify-full"
    assert told["sslrootcert"].endswith(".pem") or told["sslrootcert"].endswith("root.crt")
    assert told["gssencmode"] == "disable"
    assert address.place == "db.example:6543/shop"
    assert not address.is_local


def test_a_certificate_of_ones_own_is_taken():
    told = parse(f"{FAR}?sslrootcert=/etc/shop/ca.pem").parameters()
    assert (told["sslmode"], told["sslrootcert"]) == ("verify-full", "/etc/shop/ca.pem")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("postgresql://sara@localhost/shop", "localhost"),
        ("postgresql://sara@127.0.0.1/shop?sslmode=disable", "127.0.0.1"),
        ("postgresql://sara@[::1]/shop", "::1"),
        ("postgresql:///shop", "localhost"),
        ("postgresql:///shop?host=/run/postgresql", "/run/postgresql"),
        ("postgresql://sara@%2Frun%2Fpostgresql/shop", "/run/postgresql"),
    ],
)
def test_on_this_machine_nothing_needs_to_be_encrypted(text, host):
    address = parse(text)
    assert address.is_local
    told = address.parameters()
    assert told["host"] == host
    assert told["sslmode"] in ("prefer", "disable")


def test_a_standby_may_be_named():
    told = parse("postgresql://sara@a.example,b.example:5433/shop").parameters()
    assert (told["host"], told["port"]) == ("a.example,b.example", "5432,5433")
    assert told["target_session_attrs"] == "read-write"


def test_letters_of_any_script_stand_in_names():
    address = parse("postgresql://%D8%B3%D8%A7%D8%B1%D8%A9@db.example/%D9%85%D8%AA%D8%AC%D8%B1")
    assert (address.user, address.database) == ("سارة", "متجر")


@pytest.mark.parametrize("text", ["postgresql://x/y", " POSTGRES://x", "postgresql:broken"])
def test_what_is_meant_as_a_server_is_not_taken_for_a_file(text):
    assert is_address(text)
    assert not is_address("C:\\ledger.sqlite")
    assert not is_address("/home/sara/postgresql")
