-- alter column `sample.grows`: varchar(20) -> varchar(40)
-- alter column `sample.shrinks`: varchar(40) -> varchar(20)
-- alter column `sample.fixed`: char(4) -> char(8)
-- alter column `sample.price`: decimal(6,2) -> decimal(10,2)
-- alter column `sample.rate`: decimal(10,2) -> decimal(10,4)
-- alter column `sample.at`: datetime(0) -> datetime(3)
-- alter column `sample.key`: binary(4) -> bytes(16)
-- alter column `sample.single`: f32 -> f64
-- hazard[narrow-type]: fails or truncates values of `sample.shrinks` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `sample.rate` that do not fit the new type
ALTER TABLE `sample`
    MODIFY COLUMN `grows` varchar(40) NOT NULL,
    MODIFY COLUMN `shrinks` varchar(20) NOT NULL,
    MODIFY COLUMN `fixed` char(8) NOT NULL,
    MODIFY COLUMN `price` decimal(10,2) NOT NULL,
    MODIFY COLUMN `rate` decimal(10,4) NOT NULL,
    MODIFY COLUMN `at` datetime(3) NOT NULL,
    MODIFY COLUMN `key` varbinary(16) NULL,
    MODIFY COLUMN `single` double NOT NULL;
