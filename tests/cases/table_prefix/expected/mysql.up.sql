-- rename table `person` to `shop_person`
RENAME TABLE `person` TO `shop_person`;

-- rename table `post` to `shop_post`
RENAME TABLE `post` TO `shop_post`;

-- rename unique constraint `uq_person_mail` on `shop_person` to `uq_shop_person_mail`
ALTER TABLE `shop_person` RENAME INDEX `uq_person_mail` TO `uq_shop_person_mail`;

-- rename index `ix_person_name_age` on `shop_person` to `ix_shop_person_name_age`
ALTER TABLE `shop_person` RENAME INDEX `ix_person_name_age` TO `ix_shop_person_name_age`;

-- rename foreign key `fk_post_author` on `shop_post` to `fk_shop_post_author`
ALTER TABLE `shop_post` DROP FOREIGN KEY `fk_post_author`;

-- rename check constraint `ck_person_age` on `shop_person` to `ck_shop_person_age`
ALTER TABLE `shop_person`
    DROP CONSTRAINT `ck_person_age`,
    ADD CONSTRAINT `ck_shop_person_age` CHECK (age >= 0);

-- rename foreign key `fk_post_author` on `shop_post` to `fk_shop_post_author`
ALTER TABLE `shop_post`
    DROP INDEX `fk_post_author`,
    ADD INDEX `fk_shop_post_author` (`author`);

-- rename foreign key `fk_post_author` on `shop_post` to `fk_shop_post_author`
ALTER TABLE `shop_post` ADD CONSTRAINT `fk_shop_post_author` FOREIGN KEY (`author`) REFERENCES `shop_person` (`id`);
