-- alter column `sample.grows`: varchar(20) -> varchar(40)
ALTER TABLE "sample" ALTER COLUMN "grows" TYPE varchar(40);

-- alter column `sample.shrinks`: varchar(40) -> varchar(20)
-- hazard[narrow-type]: fails or truncates values of `sample.shrinks` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "shrinks" TYPE varchar(20);

-- alter column `sample.fixed`: char(4) -> char(8)
ALTER TABLE "sample" ALTER COLUMN "fixed" TYPE char(8);

-- alter column `sample.price`: decimal(6,2) -> decimal(10,2)
ALTER TABLE "sample" ALTER COLUMN "price" TYPE numeric(10,2);

-- alter column `sample.rate`: decimal(10,2) -> decimal(10,4)
-- hazard[narrow-type]: fails or truncates values of `sample.rate` that do not fit the new type
ALTER TABLE "sample" ALTER COLUMN "rate" TYPE numeric(10,4);

-- alter column `sample.at`: datetime(0) -> datetime(3)
ALTER TABLE "sample" ALTER COLUMN "at" TYPE timestamp(3);

-- alter column `sample.single`: f32 -> f64
ALTER TABLE "sample" ALTER COLUMN "single" TYPE double precision;

-- alter column `sample.key`: binary(4) -> bytes(16): nothing to do on postgres
