-- alter column `sample.grows`: varchar(40) -> varchar(20)
-- alter column `sample.shrinks`: varchar(20) -> varchar(40)
-- alter column `sample.fixed`: char(8) -> char(4)
-- alter column `sample.price`: decimal(10,2) -> decimal(6,2)
-- alter column `sample.rate`: decimal(10,4) -> decimal(10,2)
-- alter column `sample.at`: datetime(3) -> datetime(0)
-- alter column `sample.key`: bytes(16) -> binary(4)
-- alter column `sample.single`: f64 -> f32
-- hazard[narrow-type]: fails or truncates values of `sample.grows` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `sample.fixed` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `sample.price` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `sample.rate` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `sample.at` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `sample.key` that do not fit the new type
-- hazard[narrow-type]: fails or truncates values of `sample.single` that do not fit the new type
ALTER TABLE `sample`
    MODIFY COLUMN `grows` varchar(20) NOT NULL,
    MODIFY COLUMN `shrinks` varchar(40) NOT NULL,
    MODIFY COLUMN `fixed` char(4) NOT NULL,
    MODIFY COLUMN `price` decimal(6,2) NOT NULL,
    MODIFY COLUMN `rate` decimal(10,2) NOT NULL,
    MODIFY COLUMN `at` datetime NOT NULL,
    MODIFY COLUMN `key` binary(4) NULL,
    MODIFY COLUMN `single` float NOT NULL;
