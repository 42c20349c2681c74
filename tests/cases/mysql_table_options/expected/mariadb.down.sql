-- alter column `reading.city`: collation utf8mb4_unicode_ci -> none, charset utf8mb4 -> ascii
-- alter table `reading`: engine InnoDB -> MyISAM, charset utf8mb4 -> latin1, collation utf8mb4_bin -> none
ALTER TABLE `reading`
    MODIFY COLUMN `city` varchar(20) CHARACTER SET ascii NOT NULL,
    ENGINE = MyISAM, DEFAULT CHARACTER SET = latin1,
    MODIFY COLUMN `code` varchar(20) NOT NULL;
