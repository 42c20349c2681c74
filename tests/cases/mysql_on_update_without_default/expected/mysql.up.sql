-- add column `reading.looked`: datetime, not null, on update now(), existing rows get now()
ALTER TABLE `reading` ADD COLUMN `looked` datetime(6) NULL ON UPDATE CURRENT_TIMESTAMP(6);

-- add column `reading.looked`: datetime, not null, on update now(), existing rows get now()
UPDATE `reading` SET `looked` = CURRENT_TIMESTAMP(6), `changed` = `changed`;

-- add column `reading.looked`: datetime, not null, on update now(), existing rows get now()
-- alter column `reading.seen`: datetime -> datetime(3), on update now()
-- hazard[narrow-type]: fails or truncates values of `reading.seen` that do not fit the new type
ALTER TABLE `reading`
    MODIFY COLUMN `looked` datetime(6) NOT NULL ON UPDATE CURRENT_TIMESTAMP(6),
    MODIFY COLUMN `seen` datetime(3) NOT NULL ON UPDATE CURRENT_TIMESTAMP(3);
