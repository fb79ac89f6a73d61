using Muutostieto.Records;

namespace Muutostieto.Deliveries.Status;

/// <summary>That the last import into the register failed and nothing of it was imported. No message: it would name files of the source.</summary>
/// <param name="Since">When an import failed first after one had succeeded; null when that cannot be read any more.</param>
/// <param name="ExitCode">What kind of failure the last one was.</param>
/// <param name="Times">How many have failed in a row.</param>
public sealed record ImportFailure(DateTimeOffset? Since, ExitCode ExitCode, int Times);
