-- rename table `b` to `_schema_aside_a`
ALTER TABLE "b" RENAME TO "_schema_aside_a";

-- its primary key follows
ALTER TABLE "_schema_aside_a" RENAME CONSTRAINT "b_pkey" TO "_schema_aside_a_pkey";

-- rename table `a` to `b`
ALTER TABLE "a" RENAME TO "b";

-- its primary key follows
ALTER TABLE "b" RENAME CONSTRAINT "a_pkey" TO "b_pkey";

-- rename table `_schema_aside_a` to `a`
ALTER TABLE "_schema_aside_a" RENAME TO "a";

-- its primary key follows
ALTER TABLE "a" RENAME CONSTRAINT "_schema_aside_a_pkey" TO "a_pkey";

-- rename unique constraint `uq_b_code` on `a` to `uq_a_code`
ALTER TABLE "a" RENAME CONSTRAINT "uq_b_code" TO "uq_a_code";

-- rename foreign key `fk_a_one` on `b` to `fk_b_one`
ALTER TABLE "b" RENAME CONSTRAINT "fk_a_one" TO "fk_b_one";
