-- drop column `line.total`
-- hazard[drop-column]: loses the values of `line.total`
ALTER TABLE `line` DROP COLUMN `total`;
