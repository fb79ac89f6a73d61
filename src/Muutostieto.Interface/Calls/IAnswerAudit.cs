namespace Muutostieto.Interface.Calls;

/// <summary>
/// Records what an answer discloses. Called for each part that has persons, before its first byte leaves; durable when it returns. What it
/// throws ends the answer. For all calls at once.
/// </summary>
public interface IAnswerAudit
{
    ValueTask RecordAsync(Caller caller, AnswerNote note, CancellationToken cancellation);
}
