using Muutostieto.Records.Csv;

namespace Muutostieto.Deliveries.Composition;

/// <summary>What an extract says of each person or building that was chosen for it: all of it has passed the gate.</summary>
internal interface IExtractRows
{
    /// <summary>The tables of the CSV package.</summary>
    IReadOnlyList<CsvTable> Tables { get; }

    /// <summary>Values shown that had a control character.</summary>
    long Cleaned { get; }

    /// <summary>Puts a record of each into the sink, in the order of the ids.</summary>
    /// <param name="chosen">By surrogate id.</param>
    /// <param name="sink">Takes the records.</param>
    /// <param name="progress">Called with the number of records so far; null when not needed.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>How many have a record.</returns>
    /// <exception cref="FormatException">A document of the register is no record.</exception>
    long Show(IReadOnlyList<long> chosen, IExtractSink sink, IProgress<long>? progress, CancellationToken cancellation);
}
