import { Avatar } from '@mantine/core'

const picturePath = (id: string) => `/api/v1/people/${encodeURIComponent(id)}/picture`

/** The picture a person was enrolled with; initials where it cannot be had. */
export function PersonPicture({ id, name, size }: { id: string; name: string; size: number }) {
  return (
    <Avatar
      src={picturePath(id)}
      name={name}
      color="initials"
      size={size}
      radius="md"
      alt=""
      imageProps={{ loading: 'lazy' }}
    />
  )
}
