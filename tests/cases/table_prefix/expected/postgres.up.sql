-- rename table `person` to `shop_person`
ALTER TABLE "person" RENAME TO "shop_person";

-- its primary key follows
ALTER TABLE "shop_person" RENAME CONSTRAINT "person_pkey" TO "shop_person_pkey";

-- rename table `post` to `shop_post`
ALTER TABLE "post" RENAME TO "shop_post";

-- its primary key follows
ALTER TABLE "shop_post" RENAME CONSTRAINT "post_pkey" TO "shop_post_pkey";

-- rename unique constraint `uq_person_mail` on `shop_person` to `uq_shop_person_mail`
ALTER TABLE "shop_person" RENAME CONSTRAINT "uq_person_mail" TO "uq_shop_person_mail";

-- rename index `ix_person_name_age` on `shop_person` to `ix_shop_person_name_age`
ALTER INDEX "ix_person_name_age" RENAME TO "ix_shop_person_name_age";

-- rename check constraint `ck_person_age` on `shop_person` to `ck_shop_person_age`
ALTER TABLE "shop_person" RENAME CONSTRAINT "ck_person_age" TO "ck_shop_person_age";

-- rename foreign key `fk_post_author` on `shop_post` to `fk_shop_post_author`
ALTER TABLE "shop_post" RENAME CONSTRAINT "fk_post_author" TO "fk_shop_post_author";
