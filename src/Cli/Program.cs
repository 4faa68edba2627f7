using DmaModel.Cli;

return CommandLine.Run(args, Surroundings.OfProcess());
