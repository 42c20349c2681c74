-- drop check `ck_positive` on `a`
ALTER TABLE `a` DROP CONSTRAINT `ck_positive`;

-- add check `ck_positive` on `b`: id > 0
-- hazard[constraint-on-rows]: fails where rows of `b` break `ck_positive`
ALTER TABLE `b` ADD CONSTRAINT `ck_positive` CHECK (id > 0);
