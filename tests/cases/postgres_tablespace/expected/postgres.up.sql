-- alter table `old_reading`: not unlogged, tablespace pg_default -> none, autovacuum_enabled false -> none, fillfactor 70 -> 90
ALTER TABLE "old_reading"
    RESET (autovacuum_enabled),
    SET (fillfactor = 90),
    SET LOGGED,
    SET TABLESPACE "pg_default";

-- alter table `reading`: unlogged, tablespace none -> pg_default, fillfactor none -> 70
ALTER TABLE "reading"
    SET (fillfactor = 70),
    SET UNLOGGED,
    SET TABLESPACE "pg_default";
