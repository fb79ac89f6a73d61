namespace Muutostieto.Audit;

/// <summary>Who received a person's data, and who has asked.</summary>
/// <param name="Disclosures">In the order in which they were composed.</param>
/// <param name="Questions">Earlier questions about the person, in their order.</param>
/// <param name="Purged">How many deliveries can no longer be answered for: their years are over.</param>
/// <param name="Answers">Answers of the interface, in the order in which they left.</param>
/// <param name="PurgedAnswers">How many answers of the interface can no longer be answered for.</param>
/// <param name="Findings">What is missing or changed in the audit: the answer may lack deliveries then.</param>
public sealed record AuditAnswer(
    IReadOnlyList<AuditedDisclosure> Disclosures,
    IReadOnlyList<AuditEntry> Questions,
    int Purged,
    IReadOnlyList<InterfaceDisclosure> Answers,
    long PurgedAnswers,
    IReadOnlyList<AuditFinding> Findings);
