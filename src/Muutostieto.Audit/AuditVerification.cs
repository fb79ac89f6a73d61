namespace Muutostieto.Audit;

/// <summary>What looking through the audit gave.</summary>
/// <param name="Head">The last entry; null when there is none.</param>
/// <param name="Payloads">Files of persons that were hashed.</param>
/// <param name="Purged">Entries whose persons were removed after their years.</param>
/// <param name="Compared">Places in ledger, manifests and anchors that the chain was compared with.</param>
/// <param name="Findings">What does not agree; none when the chain is proved.</param>
/// <param name="Notes">What is as it may be, but not as it mostly is.</param>
public sealed record AuditVerification(
    AuditHead? Head, int Payloads, long Purged, int Compared, IReadOnlyList<AuditFinding> Findings, IReadOnlyList<string> Notes);
