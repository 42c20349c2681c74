-- rename column `point.x` to `_schema_aside_x`
ALTER TABLE "point" RENAME COLUMN "x" TO "_schema_aside_x";

-- rename column `point.y` to `x`
ALTER TABLE "point" RENAME COLUMN "y" TO "x";

-- rename column `point._schema_aside_x` to `y`
ALTER TABLE "point" RENAME COLUMN "_schema_aside_x" TO "y";

-- rename index `ix_point_x` on `point` to `ix_point_y`
DROP INDEX "ix_point_x";

-- rename index `ix_point_x` on `point` to `ix_point_y`
CREATE INDEX "ix_point_y" ON "point" ("y");
