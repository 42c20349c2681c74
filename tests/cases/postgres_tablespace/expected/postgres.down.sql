-- alter table `old_reading`: unlogged, tablespace none -> pg_default, autovacuum_enabled none -> false, fillfactor 90 -> 70
ALTER TABLE "old_reading"
    SET (autovacuum_enabled = false, fillfactor = 70),
    SET UNLOGGED,
    SET TABLESPACE "pg_default";

-- alter table `reading`: not unlogged, tablespace pg_default -> none, fillfactor 70 -> none
ALTER TABLE "reading"
    RESET (fillfactor),
    SET LOGGED,
    SET TABLESPACE "pg_default";
