-- make room before `account` is dropped
ALTER TABLE `account` DROP FOREIGN KEY `fk_account_person`;

-- make room before `visit` is dropped
ALTER TABLE `visit` DROP FOREIGN KEY `fk_visit_account`;

-- drop table `account`
-- hazard[drop-table]: deletes all rows of `account`
DROP TABLE `account`;

-- rename table `person` to `account`
RENAME TABLE `person` TO `account`;

-- drop table `visit`
-- hazard[drop-table]: deletes all rows of `visit`
DROP TABLE `visit`;
