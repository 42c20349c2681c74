-- alter enum `status`: {column}, {type} -> {type}, {column}, old, rows with {column} get {type}, rows with {type} get {column}
ALTER TABLE `post` MODIFY COLUMN `status` enum('{column}', '{type}', 'old') NOT NULL;

-- alter enum `status`: {column}, {type} -> {type}, {column}, old, rows with {column} get {type}, rows with {type} get {column}
UPDATE `post` SET `status` = CASE `status` WHEN '{column}' THEN '{type}' WHEN '{type}' THEN '{column}' ELSE `status` END WHERE `status` IS NOT NULL;

-- alter enum `status`: {column}, {type} -> {type}, {column}, old, rows with {column} get {type}, rows with {type} get {column}
ALTER TABLE `post` MODIFY COLUMN `status` enum('{type}', '{column}', 'old') NOT NULL;
