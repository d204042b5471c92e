-- Makes the two roles and the database of Huiswaarts. Run once by a database administrator:
--
--     psql -X -v ON_ERROR_STOP=1 -f bootstrap.sql postgres
--     then give both roles a password:  \password hw_owner   \password hw_app
--
-- (-v database=NAME makes the database under another name.) Running it again changes nothing.
-- The embedded cluster of `make demo` and of the tests runs this same file.
--
-- hw_owner  owns every table and runs the migrations; nobody signs in with it to serve a page
-- hw_app    serves the pages; owns nothing, so row-level security holds for it, always

\if :{?database}
\else
  \set database huiswaarts
\endif

select 'create role hw_owner login nosuperuser nobypassrls nocreatedb nocreaterole'
 where not exists (select from pg_roles where rolname = 'hw_owner') \gexec
select 'create role hw_app login nosuperuser nobypassrls nocreatedb nocreaterole'
 where not exists (select from pg_roles where rolname = 'hw_app') \gexec
-- the administrator must be able to give the database away (PostgreSQL 16 asks for membership)
select 'grant hw_owner to current_user'
 where not (select rolsuper from pg_roles where rolname = current_user) \gexec

select format('create database %I owner hw_owner encoding %L template template0', :'database', 'UTF8')
 where not exists (select from pg_database where datname = :'database') \gexec

select format('revoke all on database %I from public', :'database') \gexec
select format('grant connect, temporary on database %I to hw_owner', :'database') \gexec
select format('grant connect on database %I to hw_app', :'database') \gexec

\connect :"database"

revoke all on schema public from public;
grant usage, create on schema public to hw_owner;
grant usage on schema public to hw_app;

-- What the migrations make later. No delete: a migration grants it per table where it is right.
alter default privileges for role hw_owner in schema public
  grant select, insert, update on tables to hw_app;
alter default privileges for role hw_owner in schema public
  grant usage, select on sequences to hw_app;
-- A function is closed until a migration grants it: security definer functions are doors.
alter default privileges for role hw_owner revoke execute on functions from public;
