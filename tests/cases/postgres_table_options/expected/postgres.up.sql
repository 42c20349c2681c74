-- alter table `items`: unlogged, autovacuum_enabled none -> off, fillfactor 70 -> none
ALTER TABLE "items"
    RESET (fillfactor),
    SET (autovacuum_enabled = off),
    SET UNLOGGED;
