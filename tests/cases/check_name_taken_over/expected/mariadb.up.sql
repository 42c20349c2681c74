-- drop check `ck_positive` on `b`
ALTER TABLE `b` DROP CONSTRAINT `ck_positive`;

-- add check `ck_positive` on `a`: id > 0
-- hazard[constraint-on-rows]: fails where rows of `a` break `ck_positive`
ALTER TABLE `a` ADD CONSTRAINT `ck_positive` CHECK (id > 0);
