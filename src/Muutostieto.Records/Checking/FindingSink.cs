using Muutostieto.Records.Model;

namespace Muutostieto.Records.Checking;

/// <summary>Takes findings as the checks make them.</summary>
internal sealed class FindingSink(Action<Finding> onFinding)
{
    internal void Fault(long line, string kind, string message) => Add(new Finding(Severity.Fault, line, kind, message));

    internal void Note(long line, string kind, string message) => Add(new Finding(Severity.Note, line, kind, message));

    internal void Add(Finding finding) => onFinding(finding);
}
