-- alter column `reading.changed`: on update now()
-- alter column `reading.seen`: no on update
ALTER TABLE `reading`
    MODIFY COLUMN `changed` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    MODIFY COLUMN `seen` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3);
