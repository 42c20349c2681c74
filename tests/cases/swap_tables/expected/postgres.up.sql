-- rename table `a` to `_schema_aside_a`
ALTER TABLE "a" RENAME TO "_schema_aside_a";

-- its primary key follows
ALTER TABLE "_schema_aside_a" RENAME CONSTRAINT "a_pkey" TO "_schema_aside_a_pkey";

-- rename table `b` to `a`
ALTER TABLE "b" RENAME TO "a";

-- its primary key follows
ALTER TABLE "a" RENAME CONSTRAINT "b_pkey" TO "a_pkey";

-- rename table `_schema_aside_a` to `b`
ALTER TABLE "_schema_aside_a" RENAME TO "b";

-- its primary key follows
ALTER TABLE "b" RENAME CONSTRAINT "_schema_aside_a_pkey" TO "b_pkey";

-- rename foreign key `fk_b_one` on `a` to `fk_a_one`
ALTER TABLE "a" RENAME CONSTRAINT "fk_b_one" TO "fk_a_one";

-- rename unique constraint `uq_a_code` on `b` to `uq_b_code`
ALTER TABLE "b" RENAME CONSTRAINT "uq_a_code" TO "uq_b_code";
