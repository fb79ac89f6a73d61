using System.Text;
using Muutostieto.Records;
using Muutostieto.Records.Model;

namespace Muutostieto.Register.Import;

/// <summary>
/// Keeps what an import sees: the first of everything, the number of all, so that a file of a million oddities costs no memory.
/// </summary>
internal sealed class ImportFindings(Action<ImportNote>? onNote = null)
{
    private const int MostNotes = 100;
    private const int NotesOfAKind = 10;
    private const int MostFaults = 20;

    private readonly List<ImportNote> notes = [];
    private readonly List<ImportNote> faults = [];
    private readonly Dictionary<string, int> noteKinds = [];
    private long faultCount;

    public IReadOnlyList<ImportNote> Notes => notes;

    public long NoteCount { get; private set; }

    /// <summary>Whether there is anything that an import cannot go past.</summary>
    public bool HasFaults => faultCount > 0;

    public void Add(string file, Finding finding)
    {
        if (finding.Severity == Severity.Fault)
        {
            var fault = new ImportNote(file, finding);
            if (faultCount++ < MostFaults)
            {
                faults.Add(fault);
            }

            onNote?.Invoke(fault);
        }
        else
        {
            var note = new ImportNote(file, finding);

            // Many of one kind do not keep another from being named.
            var ofKind = noteKinds[finding.Kind] = noteKinds.GetValueOrDefault(finding.Kind) + 1;
            if (NoteCount++ < MostNotes || ofKind <= NotesOfAKind)
            {
                notes.Add(note);
            }

            onNote?.Invoke(note);
        }
    }

    public MuutostietoException ToException()
    {
        var message = new StringBuilder(
            $"{faultCount} {(faultCount == 1 ? "fault" : "faults")}; nothing was imported, and the register is unchanged. Correct the "
                + "file, or ask its sender for it again.");
        foreach (var fault in faults)
        {
            message.AppendLine().Append("  ").Append(fault);
        }

        if (faultCount > faults.Count)
        {
            message.AppendLine().Append($"  and {faultCount - faults.Count} more");
        }

        return new MuutostietoException(FailureKind.Fault, message.ToString());
    }
}
