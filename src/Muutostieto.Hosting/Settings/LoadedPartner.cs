using Muutostieto.Disclosure.Partners;

namespace Muutostieto.Hosting.Settings;

/// <summary>A partner with the place at which faults between its file and others are reported.</summary>
internal sealed record LoadedPartner(Partner Partner, JsonPlace Recipient);
