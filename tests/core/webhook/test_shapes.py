"""What people paste: one test a shape, named after where it was copied from."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from kazadesk.core.webhook.payload import Payload, Unreadable
from kazadesk.core.webhook.reading import read


def expect(webhook: Any, *repairs: str, **changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = webhook.fields | changes | {"repairs": list(repairs)}
    return fields


def test_the_json_object_as_sent(webhook: Any, read_one: Any) -> None:
    assert read_one(webhook.json()) == expect(webhook)


def test_a_pretty_printed_object_with_windows_line_ends(webhook: Any, read_one: Any) -> None:
    assert read_one(json.dumps(webhook.fields, indent=4).replace("\n", "\r\n") + "\r\n") == expect(webhook)


def test_numbers_keep_the_characters_they_came_in(webhook: Any, read_one: Any) -> None:
    text = webhook.json().replace('"10.00"', "10.00").replace('"pl_8f3e"', "12345678901234567890")
    assert read_one(text) == expect(webhook, amount="10.00", order_id="12345678901234567890")


def test_php_escapes_slashes(webhook: Any, read_one: Any) -> None:
    assert read_one(webhook.json().replace("/", "\\/")) == expect(webhook)


def test_an_array_is_read_element_by_element(webhook: Any) -> None:
    other = webhook.but(order_id="pl_2")
    items = read(f"[\n  {webhook.json()},\n  {other.json()}\n]")
    assert [item.raw for item in items] == [webhook.json(), other.json()]


def test_one_object_a_line(webhook: Any) -> None:
    lines = [webhook.but(order_id=f"pl_{number}").json() for number in range(50)]
    assert [item.raw for item in read("\n".join(lines) + "\n")] == lines


def test_objects_one_after_the_other_without_a_gap(webhook: Any) -> None:
    assert [item.order_ids for item in read(webhook.json() + webhook.but(order_id="b").json())] == [
        ("pl_8f3e",),
        ("b",),
    ]


def test_two_payloads_in_one_message(webhook: Any) -> None:
    text = f"first one: {webhook.json()}\nand then this came: {webhook.but(order_id='pl_2').json()} ??"
    assert [item.order_ids for item in read(text)] == [("pl_8f3e",), ("pl_2",)]


def test_a_broken_line_among_whole_ones_is_told_and_costs_no_other(webhook: Any) -> None:
    cut = webhook.but(order_id="pl_2").json()[:90]
    text = "\n".join([webhook.json(), cut, webhook.but(order_id="pl_3").json()])
    first, broken, last = read(text)
    assert isinstance(first, Payload)
    assert broken == Unreadable("truncated", raw=cut)
    assert isinstance(last, Payload)


def test_objects_without_a_payload_between_payloads_are_told_once_in_a_row(webhook: Any) -> None:
    other = webhook.but(order_id="pl_2").json()
    items = read(f'{webhook.json()}\n{{"ping": 1}}\n{{"ping": 2}}\n{other}\n{{"ping": 3}}')
    assert [getattr(item, "reason", "payload") for item in items] == [
        "payload",
        "no_payload",
        "payload",
        "no_payload",
    ]


def test_a_byte_order_mark(webhook: Any, read_one: Any) -> None:
    assert read_one("\ufeff" + webhook.json()) == expect(webhook, "byte_order_mark")


# Requests


def test_a_raw_http_request(webhook: Any, read_one: Any) -> None:
    body = webhook.json()
    text = f"POST /hook HTTP/1.1\r\nHost: shop.example\r\nContent-Length: {len(body)}\r\nX-Request-Id: 5\r\n\r\n{body}"
    assert read_one(text) == expect(webhook)


def test_headers_and_body_without_the_request_line(webhook: Any, read_one: Any) -> None:
    assert read_one(f"Host: shop.example\nContent-Type: application/json\n\n{webhook.json()}") == expect(webhook)


def test_an_http_request_with_a_form_body(webhook: Any, read_one: Any) -> None:
    head = "POST /hook?id=7 HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
    assert read_one(head + webhook.form()) == expect(webhook)


def test_an_http_request_with_a_multipart_body(webhook: Any, read_one: Any) -> None:
    parts = "".join(
        f'--b0undary\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in webhook.fields.items()
    )
    head = "POST /hook HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b0undary\r\n\r\n"
    assert read_one(f"{head}{parts}--b0undary--\r\n") == expect(webhook)


def test_an_http_request_without_a_body_is_no_payload(why_not: Any) -> None:
    assert why_not("GET /amount HTTP/1.1\r\nHost: shop.example\r\n\r\n") == ("no_payload", None, None)


def test_a_get_request_of_an_access_log(webhook: Any, read_one: Any) -> None:
    line = f'10.0.0.7 - - [05/Jan/2026:10:00:00 +0300] "GET /hook?{webhook.form()} HTTP/1.1" 200 15 "-" "axios/1.7"'
    assert read_one(line) == expect(webhook)


def test_a_curl_command(webhook: Any, read_one: Any) -> None:
    assert read_one(
        "curl -X POST 'https://shop.example/hook' \\\n -H 'Content-Type: application/json' \\\n"
        f" --data-raw '{webhook.json()}'"
    ) == expect(webhook)


def test_a_curl_command_whose_shell_quotes_are_escaped(webhook: Any, read_one: Any) -> None:
    body = webhook.json(ref="Omar's").replace("'", "'\\''")
    assert read_one(f"curl https://shop.example -d '{body}'") == expect(webhook, ref="Omar's")


def test_a_curl_command_in_double_quotes(webhook: Any, read_one: Any) -> None:
    body = webhook.json().replace('"', '\\"')
    assert read_one(f'curl https://shop.example --data "{body}"') == expect(webhook)


def test_a_curl_command_with_ansi_quotes(webhook: Any, read_one: Any) -> None:
    body = webhook.json(ref="Omar!").replace("!", "\\u0021")
    assert read_one(f"curl https://shop.example --data-raw $'{body}\\n'") == expect(webhook, ref="Omar!")


def test_a_curl_command_copied_for_windows(webhook: Any, read_one: Any) -> None:
    body = webhook.json().replace('"', '^\\^"').replace("{", "^{").replace("}", "^}")
    assert read_one(f'curl ^"https://shop.example^" ^\n --data-raw ^"{body}^"') == expect(webhook)


def test_a_curl_command_with_a_form(webhook: Any, read_one: Any) -> None:
    assert read_one(f"$ curl https://shop.example -d {webhook.form()}") == expect(webhook)


def test_a_curl_command_with_one_field_an_option(webhook: Any, read_one: Any) -> None:
    options = " ".join(f"--data-urlencode '{name}={value}'" for name, value in webhook.fields.items())
    assert read_one(f"curl https://shop.example {options}") == expect(webhook)


def test_a_curl_command_without_a_body(webhook: Any, why_not: Any) -> None:
    assert why_not("curl https://shop.example/secret -H 'amount: 1'") == ("no_payload", None, None)


def test_a_curl_command_with_multipart_options(webhook: Any, read_one: Any) -> None:
    options = " ".join(f'-F "{name}={value}"' for name, value in webhook.fields.items())
    assert read_one(f"curl.exe https://shop.example {options}") == expect(webhook)


# Forms


def test_a_form(webhook: Any, read_one: Any) -> None:
    assert read_one(webhook.form(ref="Omar & sons")) == expect(webhook, ref="Omar & sons")


def test_a_form_whose_plus_was_lost(webhook: Any, read_one: Any) -> None:
    pairs = "&".join(f"{name}={value}" for name, value in webhook.fields.items())
    assert read_one(pairs.replace("+", " ")) == expect(webhook, "secret_plus")


def test_a_form_with_its_plus_unescaped(webhook: Any, read_one: Any) -> None:
    assert read_one("&".join(f"{name}={value}" for name, value in webhook.fields.items())) == expect(webhook)


def test_a_form_cut_into_lines_of_one_length(webhook: Any, read_one: Any) -> None:
    form = webhook.form()
    lines = [form[start : start + 40] for start in range(0, len(form), 40)]
    assert read_one("\n".join(lines)) == expect(webhook)


def test_two_forms_one_a_line(webhook: Any) -> None:
    items = read(f"{webhook.form()}\n{webhook.but(order_id='pl_2').form()}")
    assert [item.order_ids for item in items] == [("pl_8f3e",), ("pl_2",)]


def test_a_form_followed_by_a_word(webhook: Any, read_one: Any) -> None:
    assert read_one(f"{webhook.form()}\nthanks") == expect(webhook)


def test_a_form_that_holds_json(webhook: Any, read_one: Any) -> None:
    assert read_one(urlencode({"payload": webhook.json()}).replace("+", "%20")) == expect(webhook)


# Inspection services


def test_a_webhook_site_export(webhook: Any, read_one: Any) -> None:
    export = {
        "uuid": "0b4d",
        "method": "POST",
        "content": webhook.json(),
        "query": None,
        "headers": {"content-type": ["application/json"], "x-signature": ["abc"]},
        "request": None,
    }
    assert read_one(json.dumps(export)) == expect(webhook)


def test_a_webhook_site_export_of_many(webhook: Any) -> None:
    hooks = [webhook.but(order_id=f"pl_{number}") for number in range(3)]
    export = {"data": [{"uuid": str(n), "content": hook.json()} for n, hook in enumerate(hooks)], "total": 3}
    assert [item.raw for item in read(json.dumps(export, indent=1))] == [hook.json() for hook in hooks]


def test_a_webhook_site_export_of_a_form(webhook: Any, read_one: Any) -> None:
    export = {"uuid": "0b4d", "content": webhook.form(), "request": webhook.fields}
    assert read_one(json.dumps(export)) == expect(webhook)


def test_a_pipedream_event_has_its_body_twice(webhook: Any, read_one: Any) -> None:
    raw = webhook.json().replace('"10.00"', "10.00")
    export = {"method": "POST", "path": "/", "body": webhook.fields | {"amount": 10}, "bodyRaw": raw}
    assert read_one(json.dumps(export)) == expect(webhook)


def test_an_n8n_item(webhook: Any, read_one: Any) -> None:
    item = {"headers": {"host": "n8n.example"}, "params": {}, "query": {}, "body": webhook.fields, "webhookUrl": "x"}
    assert read_one(json.dumps([item], indent=2)) == expect(webhook)


def test_many_n8n_items_keep_their_own_text(webhook: Any) -> None:
    hooks = [webhook.but(order_id=f"pl_{number}") for number in range(3)]
    export = {"items": [{"id": n, "body": hook.fields} for n, hook in enumerate(hooks)]}
    items = read(json.dumps(export))
    assert [item.raw for item in items] == [json.dumps(hook.fields) for hook in hooks]


def test_a_hookdeck_export(webhook: Any, read_one: Any) -> None:
    export = {"id": "evt_1", "status": "SUCCESSFUL", "data": {"headers": {}, "body": webhook.fields, "is_large": False}}
    assert read_one(json.dumps(export)) == expect(webhook)


def test_a_zapier_screen(webhook: Any, read_one: Any) -> None:
    text = "\n".join(f"1. {name.replace('_', ' ').title()}: {value}" for name, value in webhook.fields.items())
    assert read_one(text) == expect(webhook)


def test_a_pipedream_screen_with_values_on_their_own_lines(webhook: Any, read_one: Any) -> None:
    text = "body\n{6}\n" + "\n".join(f"{name}:\n{value}" for name, value in webhook.fields.items())
    assert read_one(text) == expect(webhook)


def test_a_table_copied_from_a_page(webhook: Any, read_one: Any) -> None:
    assert read_one("\n".join(f"{name}\t{value}" for name, value in webhook.fields.items())) == expect(webhook)


def test_a_har_entry(webhook: Any, read_one: Any) -> None:
    entry = {"request": {"method": "POST", "postData": {"mimeType": "application/json", "text": webhook.json()}}}
    assert read_one(json.dumps({"log": {"entries": [entry]}})) == expect(webhook)


def test_values_in_lists_of_one(webhook: Any, read_one: Any) -> None:
    assert read_one(json.dumps({name: [value] for name, value in webhook.fields.items()})) == expect(webhook)


def test_json_in_a_string_in_json_in_a_string(webhook: Any, read_one: Any) -> None:
    text = webhook.json()
    for _ in range(3):
        text = json.dumps({"message": text})
    assert read_one(text) == expect(webhook)


def test_json_in_a_string(webhook: Any, read_one: Any) -> None:
    assert read_one(json.dumps(webhook.json())) == expect(webhook)


def test_json_in_more_strings_than_anybody_nests(webhook: Any, why_not: Any) -> None:
    text = webhook.json()
    for _ in range(5):
        text = json.dumps(text)
    assert why_not(text)[0] == "too_deep"


# Logs and scripts


def test_a_laravel_log_line(webhook: Any, read_one: Any) -> None:
    line = f"[2026-01-05 10:00:00] production.INFO: Kazawallet webhook {webhook.json()} \n"
    assert read_one(line.replace("/", "\\/")) == expect(webhook)


def test_a_log_line_whose_payload_is_wrapped(webhook: Any, read_one: Any) -> None:
    context = json.dumps({"ip": "10.0.0.7", "body": webhook.fields})
    assert read_one(f"2026-01-05T10:00:00Z info: webhook received {context} took=5ms") == expect(webhook)


def test_a_log_line_whose_payload_is_an_escaped_string(webhook: Any, read_one: Any) -> None:
    body = webhook.json().replace('"', '\\"')
    assert read_one(f'level=info msg="webhook {body}" id=7') == expect(webhook, "escapes")


def test_a_payload_copied_out_of_a_doubly_escaped_string(webhook: Any, read_one: Any) -> None:
    body = json.dumps(json.dumps(webhook.json()))[3:-3]
    assert read_one(body) == expect(webhook, "escapes")


def test_a_logfmt_line(webhook: Any, read_one: Any) -> None:
    line = " ".join(f"{name}={value}" for name, value in webhook.fields.items())
    assert read_one(f"level=info msg=webhook {line} took=5ms") == expect(webhook)


def test_a_long_log_with_one_payload(webhook: Any, read_one: Any) -> None:
    noise = "\n".join(f'10.0.0.7 "GET /{n}" {{"took": {n}}}' for n in range(15000))
    assert read_one(f"{noise}\nwebhook: {webhook.json()}\n{noise[:9000]}") == expect(webhook)


def test_a_long_log_with_one_damaged_payload(webhook: Any, read_one: Any) -> None:
    noise = "\n".join(f'10.0.0.7 "GET /{n}" took {n}' for n in range(15000))
    damaged = webhook.json().replace('"', "”")
    assert read_one(f"{noise}\nwebhook: {damaged}\n{noise[:9000]}") == expect(webhook, "quotes")


def php(webhook: Any, line: str) -> str:
    return "\n".join(line.format(name, value, len(value)) for name, value in webhook.fields.items())


def test_php_print_r(webhook: Any, read_one: Any) -> None:
    assert read_one("Array\n(\n" + php(webhook, "    [{0}] => {1}") + "\n)\n") == expect(webhook)


def test_php_print_r_of_an_object_with_blanks_in_a_value(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref="Omar, sons (Homs)")
    text = "stdClass Object\n(\n" + php(hook, "    [{0}] => {1}") + "\n    [test] => \n)\n"
    assert read_one(text) == expect(hook)


def test_php_print_r_of_a_wrapped_array(webhook: Any, read_one: Any) -> None:
    inner = "Array\n        (\n" + php(webhook, "            [{0}] => {1}") + "\n        )\n"
    assert read_one(f"Array\n(\n    [ip] => 10.0.0.7\n    [body] => {inner}\n)\n") == expect(webhook)


def test_php_print_r_twice(webhook: Any) -> None:
    one, two = ("Array\n(\n" + php(hook, "    [{0}] => {1}") + "\n)\n" for hook in (webhook, webhook.but(order_id="b")))
    assert [item.order_ids for item in read(one + two)] == [("pl_8f3e",), ("b",)]


def test_php_print_r_with_an_empty_value(webhook: Any, read_one: Any) -> None:
    text = "Array\n(\n" + php(webhook.but(ref=""), "    [{0}] => {1}") + "\n    [time] => 5\n)\n"
    assert read_one(text) == expect(webhook, ref=None)


def test_php_var_dump(webhook: Any, read_one: Any) -> None:
    text = "array(6) {\n" + php(webhook, '  ["{0}"]=>\n  string({2}) "{1}"') + "\n}\n"
    assert read_one(text) == expect(webhook)


def test_php_var_dump_with_numbers_and_nothing(webhook: Any, read_one: Any) -> None:
    text = "array(6) {\n" + php(webhook, '  ["{0}"]=>\n  string({2}) "{1}"') + "\n}\n"
    text = text.replace('string(5) "10.00"', "float(10.5)").replace('string(7) "KD-7F3K"', "NULL")
    assert read_one(text.replace('string(8) "pl_8f3e"', "int(12)")) == expect(webhook, amount="10.5", ref=None)


def test_php_var_dump_of_a_value_with_quotes(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref='the "blue", one')
    text = "array(6) {\n" + php(hook, '  ["{0}"]=>\n  string({2}) "{1}"') + "\n}\n"
    assert read_one(text) == expect(hook)


def test_php_var_dump_of_arabic_counts_bytes(webhook: Any, read_one: Any) -> None:
    text = "array(6) {\n" + php(webhook, '  ["{0}"]=>\n  string({2}) "{1}"') + "\n}\n"
    text = text.replace('string(7) "KD-7F3K"', 'string(8) "عمر1"')
    assert read_one(text) == expect(webhook, ref="عمر1")


def test_php_var_export(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref="Omar's")
    text = "array (\n" + php(hook, "  '{0}' => '{1}',").replace("Omar's", "Omar\\'s") + "\n)"
    assert read_one(text) == expect(hook)


def test_laravel_dump(webhook: Any, read_one: Any) -> None:
    assert read_one("array:6 [\n" + php(webhook, '  "{0}" => "{1}"') + "\n]") == expect(webhook)


def test_a_python_dict(webhook: Any, read_one: Any) -> None:
    fields = webhook.fields | {"ref": "Omar's", "paid": True, "meta": {"id": 5, "status": None}}
    assert read_one(f"webhook: {fields!r}") == expect(webhook, ref="Omar's")


def test_a_python_dict_with_numbers_and_none(webhook: Any, read_one: Any) -> None:
    text = repr(webhook.fields | {"amount": 10.5, "ref": None})
    assert read_one(text) == expect(webhook, amount="10.5", ref=None)


def test_a_django_querydict(webhook: Any, read_one: Any) -> None:
    values = {name: [value] for name, value in webhook.fields.items()}
    assert read_one(f"<QueryDict: {values!r}>") == expect(webhook)


def test_a_javascript_object(webhook: Any, read_one: Any) -> None:
    inner = ", ".join(f"{name}: '{value}'" for name, value in webhook.fields.items())
    text = f"Webhook {{ {inner} }}".replace("'10.00'", "10.50")
    assert read_one(text) == expect(webhook, amount="10.50")


def test_a_ruby_hash(webhook: Any, read_one: Any) -> None:
    inner = ", ".join(f'"{name}"=>"{value}"' for name, value in webhook.fields.items())
    assert read_one(f"Parameters: {{{inner}}}") == expect(webhook)


def test_a_go_map(webhook: Any, read_one: Any) -> None:
    inner = " ".join(f"{name}:{value}" for name, value in webhook.fields.items())
    assert read_one(f"webhook map[{inner}]") == expect(webhook)


def test_name_and_value_lines(webhook: Any, read_one: Any) -> None:
    text = "\n".join(f"{name}: {value}" for name, value in webhook.fields.items())
    assert read_one(f"Hello, is this paid?\n\n{text}\n\nThanks\nOmar: shop") == expect(webhook)


def test_name_and_value_lines_with_blank_lines_between(webhook: Any, read_one: Any) -> None:
    assert read_one("\n\n".join(f"{n} = {v}" for n, v in webhook.fields.items())) == expect(webhook)


def test_two_blocks_of_name_and_value_lines(webhook: Any) -> None:
    one, two = ("\n".join(f"{n}: {v}" for n, v in hook.fields.items()) for hook in (webhook, webhook.but(order_id="b")))
    assert [item.order_ids for item in read(f"{one}\n\n{two}")] == [("pl_8f3e",), ("b",)]


def test_the_name_of_another_field_is_not_the_field(webhook: Any, read_one: Any) -> None:
    text = "\n".join(f"{name}: {value}" for name, value in webhook.fields.items())
    assert read_one(f"request_id: 5\nx-signature: abc\ntotal_amount: 7\n{text}") == expect(webhook)


# Chats and mail


def test_a_telegram_code_fence(webhook: Any, read_one: Any) -> None:
    assert read_one(f"New payment 🎉\n```json\n{webhook.json()}\n```") == expect(webhook)


def test_a_telegram_message_in_markdown(webhook: Any, read_one: Any) -> None:
    text = "\n".join(f"*{name}:* `{value}`" for name, value in webhook.fields.items())
    assert read_one(f"💰 *Payment*\n{text}") == expect(webhook, "markup")


def test_a_telegram_message_with_escaped_underscores_and_bold_values(webhook: Any, read_one: Any) -> None:
    text = "\n".join(f"**{name}**: **{value}**" for name, value in webhook.fields.items())
    assert read_one(text.replace("order_id", "order\\_id")) == expect(webhook, "markup")


def test_whatsapp_quotes_and_marks(webhook: Any, read_one: Any) -> None:
    text = webhook.json(ref="a").replace('"a"', "“a”")
    for name in webhook.fields:
        text = text.replace(f'"{name}": ', f"\u200e“{name}”:\u00a0")
    assert read_one("\u2068" + text + "\u2069") == expect(webhook, "bidi_marks", "quotes", "spaces", ref="a")


def test_every_quote_typographic(webhook: Any, read_one: Any) -> None:
    for opening, closing in ("“”", "„“", "””", "«»", "‘’"):
        pairs = ", ".join(f"{opening}{n}{closing}: {opening}{v}{closing}" for n, v in webhook.fields.items())
        assert read_one(f"{{{pairs}}}") == expect(webhook, "quotes")


def test_no_break_spaces_copied_from_a_page(webhook: Any, read_one: Any) -> None:
    text = json.dumps({"body": webhook.fields}, indent=2).replace("  ", "\u00a0\u00a0")
    assert read_one(text) == expect(webhook, "spaces")


def test_zero_width_spaces_between_the_parts(webhook: Any, read_one: Any) -> None:
    assert read_one(webhook.json().replace(", ", ",\u200b ")) == expect(webhook, "zero_width")


def test_lines_wrapped_inside_the_signature(webhook: Any, read_one: Any) -> None:
    secret = webhook.secret
    wrapped = f"{secret[:30]}\n   {secret[30:70]}\r\n{secret[70:]}"
    assert read_one(webhook.json().replace(secret, wrapped)) == expect(webhook, "secret_blanks")


def test_lines_wrapped_inside_the_signature_of_a_line(webhook: Any, read_one: Any) -> None:
    text = "\n".join(f"{name}: {value}" for name, value in webhook.fields.items())
    text = text.replace(webhook.secret, f"{webhook.secret[:30]}\n{webhook.secret[30:70]}\n{webhook.secret[70:]}")
    assert read_one(text) == expect(webhook, "secret_blanks")


def test_a_zero_width_space_inside_the_signature(webhook: Any, read_one: Any) -> None:
    secret = webhook.secret[:44] + "\u200b" + webhook.secret[44:]
    assert read_one(webhook.json(secret=secret)) == expect(webhook, "secret_blanks")


def test_quoted_lines_of_a_mail(webhook: Any, read_one: Any) -> None:
    text = json.dumps(webhook.fields, indent=2)
    quoted = "\n".join(f"> > {line}" for line in text.splitlines())
    assert read_one(f"On Monday Omar wrote:\n{quoted}\n\nIs it real?") == expect(webhook, "quoted_lines")


def test_quoted_lines_of_a_mail_that_wrapped_the_signature(webhook: Any, read_one: Any) -> None:
    text = json.dumps(webhook.fields, indent=2).replace(
        webhook.secret, webhook.secret[:50] + "\n" + webhook.secret[50:]
    )
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    assert read_one(quoted) == expect(webhook, "quoted_lines", "secret_blanks")


def test_characters_written_as_html(webhook: Any, read_one: Any) -> None:
    assert read_one(webhook.json(ref="a&b").replace("&", "&amp;").replace('"', "&quot;")) == expect(
        webhook, "html", ref="a&b"
    )


def test_utf16_from_windows_notepad_read_byte_by_byte(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref="عمر")
    for encoding in ("utf-16-le", "utf-16-be"):
        assert read_one(hook.json().encode(encoding).decode("latin-1")) == expect(hook, "utf16")
        marked = ("\ufeff" + hook.json()).encode(encoding).decode("latin-1")
        assert read_one(marked) == expect(hook, "utf16", "byte_order_mark")


def test_utf16_with_its_mark_replaced(webhook: Any, read_one: Any) -> None:
    text = webhook.json().encode("utf-16").decode("utf-8", errors="replace")
    assert read_one(text) == expect(webhook, "utf16")


# Not readable


@pytest.mark.parametrize("text", ["", "  \n\t", "\ufeff", "\u200b\u00a0", "\0\0"])
def test_nothing_at_all(text: str, why_not: Any) -> None:
    assert why_not(text) == ("empty", None, None)


@pytest.mark.parametrize("text", ["hello", "how are you?", "10", "null", "[]", "{}", "[1, 2]", '"text"', '{"a": [1]}'])
def test_no_payload(text: str, why_not: Any) -> None:
    assert why_not(text) == ("no_payload", None, None)


def test_a_payload_cut_off_anywhere_is_truncated(webhook: Any, why_not: Any) -> None:
    wrapped = json.dumps({"body": webhook.json()})
    for text in (webhook.json(), wrapped[:-2], f"[{webhook.json()}"):
        for end in range(2, len(text)):
            assert why_not(text[:end])[0] == "truncated", text[:end]


def test_a_list_cut_off_between_payloads(webhook: Any) -> None:
    first, second = read(f"[{webhook.json()},")
    assert isinstance(first, Payload)
    assert second.reason == "truncated"


def test_a_payload_whose_beginning_was_not_copied(webhook: Any, why_not: Any) -> None:
    assert why_not(webhook.json()[1:]) == ("truncated", None, None)


def test_a_damaged_payload_cut_off(webhook: Any, why_not: Any) -> None:
    text = webhook.json().replace('"', "“")
    assert why_not(text[:-1]) == ("truncated", None, None)
    assert why_not(text[:-3]) == ("truncated", None, None)


def test_a_payload_and_half_of_another_in_a_message(webhook: Any) -> None:
    whole, half = read(f"see: {webhook.json()}\nand this: {webhook.but(order_id='pl_2').json()[:-9]}")
    assert isinstance(whole, Payload)
    assert (half.reason, half.raw[:19]) == ("truncated", '{"order_id": "pl_2"')


def test_php_print_r_cut_off(webhook: Any, why_not: Any) -> None:
    assert why_not("Array\n(\n" + php(webhook, "    [{0}] => {1}")) == ("truncated", None, None)


def test_a_file_opened_by_mistake(why_not: Any) -> None:
    assert why_not("lorem ipsum secret amount " * 2_000_000) == ("too_large", None, None)


def test_one_byte_more_than_a_paste_may_have(webhook: Any, why_not: Any) -> None:
    room = (1 << 20) - len(webhook.json().encode())
    (item,) = read(webhook.json() + " " * room)
    assert isinstance(item, Payload)
    assert why_not(webhook.json() + " " * (room + 1)) == ("too_large", None, None)
    assert why_not(webhook.json(note="ع" * (room // 2))) == ("too_large", None, None)


def test_a_binary_file_read_as_text(why_not: Any) -> None:
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0" + bytes(range(256)) * 20
    assert why_not(png.decode("latin-1")) == ("no_payload", None, None)


def test_brackets_without_end(why_not: Any) -> None:
    for text in ("[" * 100_000, '{"a":' * 100_000, '{"secret":[' * 1000, "[{" * 70):
        assert why_not(text) == ("too_deep", None, None)


def test_as_deep_as_is_allowed(webhook: Any, read_one: Any) -> None:
    wrapped: Any = webhook.fields
    for _ in range(63):
        wrapped = {"data": wrapped}
    assert read_one(json.dumps(wrapped)) == expect(webhook)
    assert read(json.dumps({"data": wrapped}))[0].reason == "too_deep"


def test_brackets_inside_strings_are_not_deep(webhook: Any, read_one: Any) -> None:
    assert read_one(webhook.json(note="{[" * 100 + '\\"')) == expect(webhook)


def test_typographic_quotes_around_escaped_slashes_and_characters(webhook: Any, read_one: Any) -> None:
    text = webhook.json(ref="?").replace("/", "\\/").replace('"', "”").replace("?", "\\ud83c\\udf89\\u00e9")
    assert read_one(text) == expect(webhook, "quotes", ref="🎉é")


def test_a_python_text_with_every_kind_of_escape(webhook: Any, read_one: Any) -> None:
    text = repr(webhook.fields).replace("KD-7F3K", "\\x41\\u0042\\U0001f389\\'")
    assert read_one(text) == expect(webhook, ref="AB🎉'")


def test_a_broken_first_and_last_line(webhook: Any) -> None:
    other, third = webhook.but(order_id="pl_2"), webhook.but(order_id="pl_3")
    text = "\n".join([other.json()[:90], webhook.json(), third.json()[:50]])
    first, whole, last = read(text)
    assert (first.reason, last.reason) == ("truncated", "truncated")
    assert isinstance(whole, Payload)
    first, last = read(f"{webhook.json()}\n{other.json()[:50]}")
    assert isinstance(first, Payload)
    assert last.reason == "truncated"


def test_more_backslashes_than_anybody_copies(webhook: Any, read_one: Any) -> None:
    """The signature stands among as many as the other values."""
    body = webhook.json()
    for _ in range(5):
        body = json.dumps(body)
    assert read_one(body[5:-5]) == expect(webhook)


def test_exported_payloads_that_hold_objects_keep_their_text(webhook: Any) -> None:
    nested = [webhook.but(order_id=f"pl_{n}").fields | {"n": n, "meta": {"id": n}} for n in range(3)]
    nested[1]["meta"] = {"deeper": {"id": 1}}
    items = read(json.dumps({"data": nested}))
    assert [item.raw for item in items] == [json.dumps(nested[0]), "", json.dumps(nested[2])]
    assert all(isinstance(item, Payload) for item in items)


def test_a_log_line_with_an_object_nested_deep(webhook: Any, read_one: Any) -> None:
    deep = '{"secret": "a", "list": ' + "[" * 70 + "]" * 70 + "}"
    assert read_one(f"seen: {deep} then: {webhook.json()}") == expect(webhook)


def test_a_python_call(webhook: Any, read_one: Any) -> None:
    arguments = ", ".join(f"{name}={value!r}" for name, value in webhook.fields.items())
    text = f"Webhook({arguments})".replace("'10.00'", "Decimal('10.00')")
    assert read_one(text) == expect(webhook)


@pytest.mark.parametrize("value", [{"a": 1}, ["a", "b"], [1], ("a", "b")])
def test_a_python_value_that_is_no_text(value: Any, webhook: Any, why_not: Any) -> None:
    assert why_not(repr(webhook.fields | {"ref": value})) == ("bad_field", "ref", "not_text")


def test_a_type_whose_bracket_was_lost(webhook: Any, read_one: Any) -> None:
    assert read_one(repr(webhook.fields).replace("'10.00'", "Decimal('10.00'")) == expect(webhook)


def test_an_export_of_a_thousand(webhook: Any) -> None:
    hooks = [webhook.but(order_id=f"pl_{number}") for number in range(1000)]
    export = [{"headers": {"host": "n8n.example", "user-agent": "axios"}, "body": hook.fields} for hook in hooks]
    items = read(json.dumps({"items": export}))
    assert [item.raw for item in items] == [json.dumps(hook.fields) for hook in hooks]


def test_an_export_of_more_payloads_than_are_read() -> None:
    export = {"data": [{"order_id": str(number), "amount": "1", "secret": "x"} for number in range(10_000)]}
    items = read(json.dumps(export))
    for number, item in enumerate(items[:-1]):
        text = json.dumps(export["data"][number])
        assert item == Payload("1", (str(number),), ("x",), None, None, None, (), text, exact=True)
    assert items[-1].reason == "too_large"
    assert 1000 < len(items) < 10_000


def test_an_export_of_more_objects_than_are_looked_through(webhook: Any) -> None:
    export = {"data": [*([{"a": 1}] * 20_000), webhook.fields, webhook.but(order_id="b").fields]}
    items = read(json.dumps(export))
    assert items[-1].reason == "too_large"


def test_a_table_with_names_above_values(webhook: Any) -> None:
    two = [webhook, webhook.but(order_id="pl_2")]
    for delimiter in ("\t", ",", ";"):
        rows = [["received at", *webhook.fields], *(["2026-01-05 10:00", *hook.fields.values()] for hook in two)]
        text = "\n".join(delimiter.join(row) for row in rows)
        for ending in ("", "\n", "\n\nthat is all\n"):
            items = read(text.replace("\n", "\r\n") + ending)
            assert [(item.order_ids, item.secrets) for item in items] == [
                ((hook.order_id,), (hook.secret,)) for hook in two
            ]
            assert items[0].raw.rstrip() == delimiter.join(rows[1])


def test_a_table_in_markdown(webhook: Any, read_one: Any) -> None:
    names, values = (" | ".join(row) for row in (webhook.fields, webhook.fields.values()))
    assert read_one(f"| {names} |\n|{'---|' * 6}\n| {values} |\n\nsee above") == expect(webhook)


def test_a_csv_file_with_quoted_cells(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref='Omar, "the" shop')
    row = ",".join('"' + value.replace('"', '""') + '"' for value in hook.fields.values())
    assert read_one(",".join(f'"{name}"' for name in hook.fields) + "\n" + row) == expect(hook)


def test_a_csv_file_with_json_in_a_cell(webhook: Any, read_one: Any) -> None:
    cell = webhook.json(ref="").replace('"', '""')
    assert read_one(f'id,method,content\n0b4d,POST,"{cell}"\n') == expect(webhook, "escapes", ref=None)


def test_a_table_with_a_column_twice(webhook: Any, why_not: Any) -> None:
    names, values = (
        "\t".join([*row, last]) for row, last in ((webhook.fields, "amount"), (webhook.fields.values(), "5"))
    )
    assert why_not(f"{names}\n{values}") == ("ambiguous", "amount", None)


def test_a_table_with_a_short_row(webhook: Any, read_one: Any) -> None:
    names, values = ("\t".join(row) for row in (webhook.fields, webhook.fields.values()))
    assert read_one(f"{names}\n{values}\n1\t2\n{values}") == expect(webhook)


def test_a_table_with_a_line_end_of_its_own_kind_inside(webhook: Any, why_not: Any) -> None:
    names, values = (",".join(row) for row in (webhook.fields, webhook.fields.values()))
    assert why_not(f"{names}\n{values}\r{values}") == ("no_payload", None, None)


def test_bytes_that_python_wrote(webhook: Any, read_one: Any) -> None:
    sent = webhook.json().replace("/", "\\/").encode()
    assert read_one(f"request.data: {sent!r}") == expect(webhook, "escapes")


# What only one reader gets right


def test_a_curl_command_whose_fields_hold_what_a_form_escapes(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref="a&b=c+d/é%41")
    options = " ".join(f"--data-urlencode '{name}={value}'" for name, value in hook.fields.items())
    assert read_one(f"curl https://shop.example {options}") == expect(hook)


def test_a_curl_command_with_every_escape_of_its_quotes(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref="$5 `x` \\ 'y'")
    double = "".join(f"\\{letter}" if letter in '"\\$`' else letter for letter in hook.json())
    assert read_one(f'curl https://shop.example -d "{double}"') == expect(hook)
    continued = double.replace(", ", ", \\\n")
    assert read_one(f'curl https://shop.example -d "{continued}"') == expect(hook)
    ansi = hook.json(ref="it's\u00e9").replace("'", "\\'").replace("é", "\\u00e9").replace(", ", ",\\n\\t\\r")
    assert read_one(f"curl https://shop.example -d $'{ansi}'") == expect(hook, ref="it's\u00e9")


def test_a_curl_command_for_windows_over_lines(webhook: Any, read_one: Any) -> None:
    hook = webhook.but(ref="a^b")
    form = "&".join(f"{name}={value}" for name, value in hook.fields.items()).replace("^", "^^").replace("&", "^&")
    assert read_one(f'curl.exe ^"https://shop.example^" ^\n  --data-raw ^"{form}^"') == expect(hook)


def test_forms_and_objects_keep_their_order(webhook: Any) -> None:
    names = "abcdef"
    form, text = (lambda name: webhook.but(order_id=name).form()), (lambda name: webhook.but(order_id=name).json())
    mixed = f"{form('a')}\nlog {text('b')} log\n{form('c')}\n{form('d')}\nlog {text('e')}\n{form('f')}"
    assert [item.order_ids[0] for item in read(mixed)] == list(names)


def test_an_export_whose_two_bodies_differ_is_told_twice(webhook: Any) -> None:
    export = {"body": webhook.fields | {"amount": 999}, "bodyRaw": webhook.json()}
    assert sorted(item.amount for item in read(json.dumps(export))) == ["10.00", "999"]
    export = {"body": webhook.fields | {"status": "timed_out"}, "bodyRaw": webhook.json()}
    assert len(read(json.dumps(export))) == 2
    broken = {"body": webhook.fields | {"amount": "x"}, "bodyRaw": webhook.json()}
    assert len(read(json.dumps(broken))) == 2


def test_only_the_other_name_of_the_signature(webhook: Any) -> None:
    text = webhook.json().replace("secret", "signature")
    for around in (
        text,
        f"log: {text}",
        json.dumps({"content": text}),
        f"{text}\n{text}",
        f"x\n{text}".replace('"', "'"),
    ):
        for item in read(around):
            assert isinstance(item, Payload), around
            assert item.secrets == (webhook.secret,)


def test_an_order_id_on_the_line_of_the_others(webhook: Any, read_one: Any) -> None:
    line = "; ".join(f"{name}: {value}" for name, value in webhook.fields.items())
    assert read_one(f"webhook {line}") == expect(webhook)


def test_a_value_that_follows_its_colon_at_once(webhook: Any, read_one: Any) -> None:
    text = "\n".join(f"{name}:{value}" for name, value in (webhook.fields | {"ref": "my shop, two"}).items())
    assert read_one(text) == expect(webhook, ref="my shop, two")


def test_arrows_without_brackets(webhook: Any, read_one: Any) -> None:
    assert read_one(", ".join(f"{name} => {value}" for name, value in webhook.fields.items())) == expect(webhook)


def test_a_javascript_object_with_nothing_for_a_value(webhook: Any, read_one: Any) -> None:
    inner = ", ".join(f"{name}: '{value}'" for name, value in webhook.fields.items() if name != "ref")
    assert read_one(f"{{ {inner}, ref: , at: 5 }}") == expect(webhook, ref=None)


def test_a_signature_on_a_line_that_is_none(webhook: Any, read_one: Any) -> None:
    text = "\n".join(f"{name}: {value}" for name, value in (webhook.fields | {"secret": "!whsec x"}).items())
    assert read_one(text) == expect(webhook, "secret_blanks", secret="!whsecx")


def test_quoted_values_on_one_line(webhook: Any, read_one: Any) -> None:
    line = ", ".join(f"{name}: “{value}”" for name, value in webhook.fields.items())
    assert read_one(f"{line}, and so on") == expect(webhook, "quotes", ref="“KD-7F3K”, and so on")
    assert read_one(f"{line} ,\nand so on") == expect(webhook, "quotes")
    lines = "\n".join(f"{name}: {value}" for name, value in webhook.fields.items())
    text = lines.replace(webhook.secret, f"“{webhook.secret}”, is it real?")
    assert read_one(text) == expect(webhook, "quotes")


def test_a_name_at_the_end_of_the_text(webhook: Any, read_one: Any) -> None:
    text = "\n".join(f"{name}: {value}" for name, value in webhook.fields.items() if name != "ref")
    for end in ("ref:", "ref:\n", "ref:\n)", "ref:\n]"):
        assert read_one(f"{text}\n{end}") == expect(webhook, ref=None)
    assert read_one("stdClass{\n" + text + "\nref:\n}") == expect(webhook, ref=None)


def test_damage_inside_values_is_no_repair(webhook: Any, read_one: Any) -> None:
    fields = webhook.fields | {"ref": "“x”\u00a0*y* `z`"}
    assert read_one(repr(fields)) == expect(webhook, ref="“x”\u00a0*y* `z`")
    lines = "\n".join(f"{name}: {value}" for name, value in fields.items())
    assert read_one(lines) == expect(webhook, ref="“x”\u00a0*y* `z`")
    dump = "array(6) {\n" + php(webhook, '  ["{0}"]=>\n  string({2}) "{1}"') + "\n}\n"
    assert read_one(dump.replace('(7) "KD-7F3K"', '(3) "“x”"')) == expect(webhook, ref="“x”")


def test_half_an_object_without_its_brackets(webhook: Any, why_not: Any) -> None:
    assert why_not(webhook.json()[1:-3]) == ("truncated", None, None)


def test_a_group_within_too_many(webhook: Any, why_not: Any) -> None:
    assert why_not("x" + "(" * 65 + repr(webhook.fields)) == ("too_deep", None, None)


def test_a_closing_bracket_that_nothing_opened(webhook: Any, read_one: Any) -> None:
    lines = "\n".join(f"{name}: {value}" for name, value in webhook.fields.items())
    assert read_one(f"1) :) ] }} here it is:\n{lines}\n)") == expect(webhook)


def test_a_mail_whose_first_line_is_quoted(webhook: Any, read_one: Any) -> None:
    quoted = "\n".join(f">{line}" for line in json.dumps(webhook.fields, indent=2).splitlines())
    assert read_one(quoted) == expect(webhook, "quoted_lines")


@pytest.mark.parametrize(("quote", "written"), [('"', "&#34;"), ("'", "&#039;"), ("'", "&#39;")])
def test_quotes_written_as_numbers(quote: str, written: str, webhook: Any, read_one: Any) -> None:
    text = repr(webhook.fields).replace("'", quote).replace(quote, written)
    assert read_one(f"&#039;{text}") == expect(webhook, "html")


def test_two_damaged_payloads_far_apart_in_a_long_text(webhook: Any) -> None:
    noise = "nothing to see here\n" * 3000
    first, second = (hook.json().replace('"', "”") for hook in (webhook, webhook.but(order_id="pl_2")))
    items = read(f"{noise}{first}\n{noise}got {second}\n{noise}")
    assert [item.order_ids for item in items] == [("pl_8f3e",), ("pl_2",)]


def test_letters_of_other_scripts_between_deep_brackets(why_not: Any) -> None:
    assert why_not("[é" * 100)[0] == "too_deep"
    assert why_not('{"a": [' + "[é" * 100)[0] == "too_deep"


def test_a_form_in_an_address(webhook: Any, read_one: Any) -> None:
    assert read_one(f"?{webhook.form()}") == expect(webhook)
    assert read_one(f"https://shop.example/hook?{webhook.form()}") == expect(webhook)


def test_a_form_that_is_no_utf8(webhook: Any, why_not: Any) -> None:
    for name in ("ref", "secret"):
        form = "&".join(f"{key}={'%FF' if key == name else value}" for key, value in webhook.fields.items())
        assert why_not(form) == ("bad_field", name, "surrogate")


def test_a_form_with_its_line_end(webhook: Any, read_one: Any) -> None:
    form = webhook.form().split("&")
    text = "&".join(
        [*(piece for piece in form if "secret" not in piece), *(piece for piece in form if "secret" in piece)]
    )
    assert read_one(f"log\n{text} \r\n") == expect(webhook)
    assert read_one(f"{text}%20%0D%0A") == expect(webhook)


def test_a_form_cut_into_two_lines(webhook: Any, read_one: Any) -> None:
    form = webhook.form()
    assert read_one(f"{form[:150]}\r\n{form[150:]}") == expect(webhook)
    assert read_one(f"{form[:100]}\n{form[100:200]}\n{form[200:]}") == expect(webhook)
