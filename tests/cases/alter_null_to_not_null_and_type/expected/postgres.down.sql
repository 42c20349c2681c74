-- alter column `users.age`: i64 -> i16, not null -> null
-- hazard[narrow-type]: fails or truncates values of `users.age` that do not fit the new type
ALTER TABLE "users"
    ALTER COLUMN "age" TYPE smallint,
    ALTER COLUMN "age" DROP NOT NULL;
