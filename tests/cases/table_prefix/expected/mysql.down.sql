-- rename table `shop_post` to `post`
RENAME TABLE `shop_post` TO `post`;

-- rename table `shop_person` to `person`
RENAME TABLE `shop_person` TO `person`;

-- rename unique constraint `uq_shop_person_mail` on `person` to `uq_person_mail`
ALTER TABLE `person` RENAME INDEX `uq_shop_person_mail` TO `uq_person_mail`;

-- rename index `ix_shop_person_name_age` on `person` to `ix_person_name_age`
ALTER TABLE `person` RENAME INDEX `ix_shop_person_name_age` TO `ix_person_name_age`;

-- rename foreign key `fk_shop_post_author` on `post` to `fk_post_author`
ALTER TABLE `post` DROP FOREIGN KEY `fk_shop_post_author`;

-- rename check constraint `ck_shop_person_age` on `person` to `ck_person_age`
ALTER TABLE `person`
    DROP CONSTRAINT `ck_shop_person_age`,
    ADD CONSTRAINT `ck_person_age` CHECK (age >= 0);

-- rename foreign key `fk_shop_post_author` on `post` to `fk_post_author`
ALTER TABLE `post`
    DROP INDEX `fk_shop_post_author`,
    ADD INDEX `fk_post_author` (`author`);

-- rename foreign key `fk_shop_post_author` on `post` to `fk_post_author`
ALTER TABLE `post` ADD CONSTRAINT `fk_post_author` FOREIGN KEY (`author`) REFERENCES `person` (`id`);
