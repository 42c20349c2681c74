-- add column `reading.created`: datetime, not null, existing rows get sql(seen)
-- add column `reading.looked`: datetime, null, on update now(), existing rows get sql(seen)
ALTER TABLE `reading`
    ADD COLUMN `created` datetime(6) NULL,
    ADD COLUMN `looked` datetime(6) NULL ON UPDATE CURRENT_TIMESTAMP(6);

-- add column `reading.created`: datetime, not null, existing rows get sql(seen)
UPDATE `reading` SET `created` = (seen), `seen` = `seen`, `looked` = `looked`;

-- add column `reading.looked`: datetime, null, on update now(), existing rows get sql(seen)
UPDATE `reading` SET `looked` = (seen), `seen` = `seen`;

-- add column `reading.created`: datetime, not null, existing rows get sql(seen)
-- add column `reading.changed`: datetime, not null, default now(), on update now()
ALTER TABLE `reading`
    MODIFY COLUMN `created` datetime(6) NOT NULL,
    ADD COLUMN `changed` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6);
