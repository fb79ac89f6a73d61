namespace Muutostieto.Recipient.Manifests;

/// <summary>Why a manifest is not known to be the sender's.</summary>
/// <param name="Message">What was found and what to do, without a full stop.</param>
/// <param name="IsInTransfer">Whether fetching again may mend it: the signature is missing or damaged. Else something was signed by
/// another, or altered.</param>
internal sealed record SignatureFault(string Message, bool IsInTransfer);
