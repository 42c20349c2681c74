-- alter table `items`: not unlogged, autovacuum_enabled off -> none, fillfactor none -> 70
ALTER TABLE "items"
    RESET (autovacuum_enabled),
    SET (fillfactor = 70),
    SET LOGGED;
