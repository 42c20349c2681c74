-- drop column `line.total`
-- hazard: loses the values of `line.total`
ALTER TABLE `line` DROP COLUMN `total`;
