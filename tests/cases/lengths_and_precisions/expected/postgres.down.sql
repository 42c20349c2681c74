-- alter column `sample.grows`: varchar(40) -> varchar(20)
-- hazard[narrow-type]: fails or truncates values of `sample.grows` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "grows" TYPE varchar(20);

-- alter column `sample.shrinks`: varchar(20) -> varchar(40)
ALTER TABLE "sample" ALTER COLUMN "shrinks" TYPE varchar(40);

-- alter column `sample.fixed`: char(8) -> char(4)
-- hazard[narrow-type]: fails or truncates values of `sample.fixed` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "fixed" TYPE char(4);

-- alter column `sample.price`: decimal(10,2) -> decimal(6,2)
-- hazard[narrow-type]: fails or truncates values of `sample.price` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "price" TYPE numeric(6,2);

-- alter column `sample.rate`: decimal(10,4) -> decimal(10,2)
-- hazard[narrow-type]: fails or truncates values of `sample.rate` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "rate" TYPE numeric(10,2);

-- alter column `sample.at`: datetime(3) -> datetime(0)
-- hazard[narrow-type]: fails or truncates values of `sample.at` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "at" TYPE timestamp(0);

-- alter column `sample.single`: f64 -> f32
-- hazard[narrow-type]: fails or truncates values of `sample.single` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "single" TYPE real;

-- alter column `sample.key`: bytes(16) -> binary(4): nothing to do on postgres
