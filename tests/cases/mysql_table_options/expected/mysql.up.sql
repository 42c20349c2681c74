-- alter column `reading.city`: collation none -> utf8mb4_unicode_ci, charset ascii -> utf8mb4
-- alter table `reading`: engine MyISAM -> InnoDB, charset latin1 -> utf8mb4, collation none -> utf8mb4_bin
ALTER TABLE `reading`
    MODIFY COLUMN `city` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NOT NULL,
    ENGINE = InnoDB, DEFAULT CHARACTER SET = utf8mb4 COLLATE = utf8mb4_bin,
    MODIFY COLUMN `code` varchar(20) NOT NULL;
