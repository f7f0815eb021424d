import express from 'express';
import fastify from 'fastify';
import * as vscode from 'vscode';
import { load } from './load.js';

const app = express();
const server = fastify({ logger: true });

app.get('/page', (request, response) => response.send(load(request.params.name)));

server.get('/page', (request, reply) => {
  reply.send(load(request.query.name));
});

export const command = vscode.commands.registerCommand('load', () => load('page'));
