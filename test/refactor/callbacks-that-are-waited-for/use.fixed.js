import express from 'express';
import fastify from 'fastify';
import * as vscode from 'vscode';
import { load } from './load.js';

const app = express();
const server = fastify({ logger: true });

app.get('/page', async (request, response) => response.send(await load(request.params.name)));

server.get('/page', async (request, reply) => {
  reply.send(await load(request.query.name));
});

export const command = vscode.commands.registerCommand('load', async () => await load('page'));
