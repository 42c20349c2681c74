-- alter enum `status`: {type}, {column}, old -> {column}, {type}, rows with old get {column}, rows with {column} get {type}, rows with {type} get {column}
UPDATE `post` SET `status` = CASE `status` WHEN 'old' THEN '{column}' WHEN '{column}' THEN '{type}' WHEN '{type}' THEN '{column}' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: {type}, {column}, old -> {column}, {type}, rows with old get {column}, rows with {column} get {type}, rows with {type} get {column}
ALTER TABLE `post` MODIFY COLUMN `status` enum('{column}', '{type}') NOT NULL;
