namespace Muutostieto.Audit;

/// <summary>Reads the chain in its order, without keeping it in memory. Others may append meanwhile.</summary>
internal interface IChainReader
{
    /// <summary>
    /// What of how the chain is kept is not as it must be, known when all lines have been read. What shows in the lines is not among it.
    /// </summary>
    IEnumerable<AuditFinding> Findings { get; }

    /// <summary>What is as it may be, known when all lines have been read.</summary>
    IEnumerable<string> Notes { get; }

    /// <summary>Whether the chain ends with something that is no whole line, known when all lines have been read.</summary>
    bool IsTorn { get; }

    /// <summary>The parts in their order; each is read when its turn comes.</summary>
    IEnumerable<ChainPart> Parts();

    /// <summary>All lines.</summary>
    IEnumerable<ChainLine> Lines();

    /// <summary>The lines after one that was read before; null when it is not there any more as it was.</summary>
    IEnumerable<ChainLine>? LinesAfter(ChainLine last);
}
