-- add column `reading.looked`: datetime, not null, existing rows get now()
ALTER TABLE `reading` ADD COLUMN `looked` datetime(6) NULL;

-- add column `reading.looked`: datetime, not null, existing rows get now()
UPDATE `reading` SET `looked` = CURRENT_TIMESTAMP(6), `seen` = `seen`;

-- add column `reading.looked`: datetime, not null, existing rows get now()
-- alter column `reading.seen`: no on update
ALTER TABLE `reading`
    MODIFY COLUMN `looked` datetime(6) NOT NULL,
    MODIFY COLUMN `seen` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6);
