using Muutostieto.Deliveries.Terms;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Updates;

/// <summary>The customers' files that updates answer, by the hash of their content.</summary>
public interface IUpdateFiles
{
    /// <summary>Checks a file and keeps it. One that is kept already stays as it is.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="content">CSV, or a workbook whose first sheet has the same columns; read to its end.</param>
    /// <param name="cancellation">Breaks off; nothing is kept then.</param>
    /// <exception cref="MuutostietoException">Usage: it is no such file; the message has the line and what to do.</exception>
    UpdateMark Take(string name, Stream content, CancellationToken cancellation);

    /// <summary>Hash of each file that is kept, and since when.</summary>
    IReadOnlyList<(string Sha256, DateTimeOffset Since)> List();

    /// <summary>Removes a file; one that is not there is no failure.</summary>
    void Remove(string sha256);

    /// <summary>What an operator should know of a file beside earlier ones of its recipient, in a sentence that names no person; null:
    /// nothing.</summary>
    /// <param name="recipient">Whose it is.</param>
    /// <param name="few">Of how many new rows at most it is asked.</param>
    /// <param name="mark">The file.</param>
    string? NoticeOf(string recipient, int few, UpdateMark mark);
}
