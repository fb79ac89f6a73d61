using System.Text.Json;

namespace Muutostieto.Interface.Mapping;

/// <summary>
/// All groups of a code as one object: a list of those in force, and lists of what has changed, each there when it is empty.
/// </summary>
/// <param name="All">The key of what is in force after the change.</param>
/// <param name="Changed">The keys by change attribute.</param>
internal sealed record GroupCollection(JsonEncodedText All, IReadOnlyList<(JsonEncodedText Key, byte Attribute)> Changed);
