-- drop primary key of `tokens`
ALTER TABLE "tokens" DROP CONSTRAINT "tokens_pkey";

-- alter column `tokens.token`: text -> uuid, null -> not null
-- hazard[narrow-type]: fails or cuts where a value of `tokens.token` does not fit the new type
-- hazard[not-null-without-value]: fails where rows have no value for `tokens.token`
ALTER TABLE "tokens" ALTER COLUMN "token" TYPE uuid USING "token"::uuid;

-- alter column `tokens.token`: text -> uuid, null -> not null
-- hazard[narrow-type]: fails or cuts where a value of `tokens.token` does not fit the new type
-- hazard[not-null-without-value]: fails where rows have no value for `tokens.token`
ALTER TABLE "tokens" ALTER COLUMN "token" SET NOT NULL;

-- drop column `tokens.id`
-- hazard[drop-column]: loses the values of `tokens.id`
ALTER TABLE "tokens" DROP COLUMN "id";

-- add primary key to `tokens`: token
-- hazard[primary-key-on-rows]: fails where rows of `tokens` are not told apart by the new primary key
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_pkey" PRIMARY KEY ("token");
