-- drop column `stay.last`
-- hazard: loses the values of `stay.last`
ALTER TABLE "stay" DROP COLUMN "last";
