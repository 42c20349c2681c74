-- temporarily drop foreign key `fk_k_p` on `k` while `p` changes its character set
ALTER TABLE `k` DROP FOREIGN KEY `fk_k_p`;

-- alter table `p`: collation utf8mb4_bin -> none
ALTER TABLE `p`
    DEFAULT CHARACTER SET = utf8mb4,
    MODIFY COLUMN `code` varchar(9) NOT NULL;

-- create foreign key `fk_k_p` on `k` again
ALTER TABLE `k` ADD CONSTRAINT `fk_k_p` FOREIGN KEY (`p`) REFERENCES `p` (`code`);
