-- Roles and a database for a KazaDesk ledger that several desks share. Run it once, as the server's administrator:
--
--     psql -f roles.sql
--
-- kazadesk_owner  makes the tables, and takes the steps when a newer KazaDesk changes them. One person has it.
-- kazadesk_desk   daily work: reads and adds, and changes only what the rules let it change. It deletes nothing.
--
-- Each desk gets a login of its own; its password is asked for, and stays out of every file:
--
--     CREATE ROLE sara LOGIN IN ROLE kazadesk_desk;
--     \password sara
--
-- Let the owner open the ledger first, so that the tables are there:
--
--     CREATE ROLE owner_login LOGIN IN ROLE kazadesk_owner;
--     ALTER ROLE owner_login SET role = 'kazadesk_owner';

CREATE ROLE kazadesk_owner NOLOGIN;
CREATE ROLE kazadesk_desk NOLOGIN;

CREATE DATABASE kazadesk OWNER kazadesk_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE kazadesk FROM PUBLIC;
GRANT CONNECT ON DATABASE kazadesk TO kazadesk_desk;
