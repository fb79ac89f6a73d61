using Muutostieto.Records;
using Muutostieto.Records.Csv;

namespace Muutostieto.Deliveries.Composition.Updates;

/// <summary>The answers to the rows of a customer's file. For one thread, once.</summary>
public interface IUpdateAnswers : IDisposable
{
    /// <summary>The headings of the columns that are passed through.</summary>
    IReadOnlyList<string> Passed { get; }

    /// <summary>The groups and fields that may occur.</summary>
    IReadOnlyList<CsvTable> Tables { get; }

    /// <summary>Values shown that had a control character.</summary>
    long Cleaned { get; }

    /// <summary>Gives each answer, in the order of the rows; of an order that delivers changes only those that have changed.</summary>
    /// <param name="take">Takes an answer.</param>
    /// <param name="progress">Called with the number of rows so far; null when not needed.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">The register cannot be asked.</exception>
    void Give(Action<UpdateAnswer> take, IProgress<long>? progress, CancellationToken cancellation);
}
