// Handlers read it when they start: tests import this file before them
process.env.API_URL = 'https://api.example.com/items?sort=id';
process.env.API_TOKEN_ARN = 'secret';
