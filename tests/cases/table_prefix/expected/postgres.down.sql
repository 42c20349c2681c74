-- rename table `shop_post` to `post`
ALTER TABLE "shop_post" RENAME TO "post";

-- its primary key follows
ALTER TABLE "post" RENAME CONSTRAINT "shop_post_pkey" TO "post_pkey";

-- rename table `shop_person` to `person`
ALTER TABLE "shop_person" RENAME TO "person";

-- its primary key follows
ALTER TABLE "person" RENAME CONSTRAINT "shop_person_pkey" TO "person_pkey";

-- rename unique constraint `uq_shop_person_mail` on `person` to `uq_person_mail`
ALTER TABLE "person" RENAME CONSTRAINT "uq_shop_person_mail" TO "uq_person_mail";

-- rename index `ix_shop_person_name_age` on `person` to `ix_person_name_age`
ALTER INDEX "ix_shop_person_name_age" RENAME TO "ix_person_name_age";

-- rename check constraint `ck_shop_person_age` on `person` to `ck_person_age`
ALTER TABLE "person" RENAME CONSTRAINT "ck_shop_person_age" TO "ck_person_age";

-- rename foreign key `fk_shop_post_author` on `post` to `fk_post_author`
ALTER TABLE "post" RENAME CONSTRAINT "fk_shop_post_author" TO "fk_post_author";
