-- rename column `point.y` to `_schema_aside_x`
ALTER TABLE `point` RENAME COLUMN `y` TO `_schema_aside_x`;

-- rename column `point.x` to `y`
ALTER TABLE `point` RENAME COLUMN `x` TO `y`;

-- rename column `point._schema_aside_x` to `x`
ALTER TABLE `point` RENAME COLUMN `_schema_aside_x` TO `x`;

-- rename index `ix_point_y` on `point` to `ix_point_x`
ALTER TABLE `point` RENAME INDEX `ix_point_y` TO `ix_point_x`;
