-- alter column `reading.changed`: no on update
-- alter column `reading.seen`: on update now()
ALTER TABLE `reading`
    MODIFY COLUMN `changed` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    MODIFY COLUMN `seen` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3);
